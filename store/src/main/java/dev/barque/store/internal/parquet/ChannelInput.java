package dev.barque.store.internal.parquet;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/**
 * One open channel as an input of parquet-java. The one that opened the channel closes it: so our own check and
 * parquet-java look at the same file, even when it is replaced in between.
 */
final class ChannelInput implements InputFile {
    private final SeekableByteChannel channel;
    private final String name;

    ChannelInput(SeekableByteChannel channel, String name) {
        this.channel = channel;
        this.name = name;
    }

    @Override
    public long getLength() throws IOException {
        return channel.size();
    }

    @Override
    public SeekableInputStream newStream() {
        return new DelegatingSeekableInputStream(Channels.newInputStream(channel)) {
            @Override
            public long getPos() throws IOException {
                return channel.position();
            }

            @Override
            public void seek(long position) throws IOException {
                channel.position(position);
            }

            @Override
            public void close() {
                // The channel belongs to the caller.
            }
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
