package dev.barque.testkit.internal.disk;

import java.util.List;
import java.util.SplittableRandom;

/** The dice of one crash: which of the things that were not synced are there afterwards. */
public final class Wreck {
    private static final int SECTOR = 512;

    private final SplittableRandom random;
    private final Names names;
    private final double kept;
    private final double torn;
    private final double stretched;
    private final double garbage;

    /** How a crash treats changes of names that were not synced. */
    private enum Names {
        /** As a journal does: all up to some moment. */
        IN_ORDER,
        /** Each for itself. */
        IN_ANY_ORDER
    }

    /** Of a crash; the random numbers decide first how bad it is, then about each thing. */
    public Wreck(SplittableRandom random) {
        this.random = random;
        names = random.nextBoolean() ? Names.IN_ORDER : Names.IN_ANY_ORDER;
        kept = switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> 1;
            default -> random.nextDouble();
        };
        torn = random.nextInt(3) == 0 ? random.nextDouble() : 0;
        stretched = random.nextInt(3) == 0 ? random.nextDouble() : 0;
        garbage = random.nextInt(8) == 0 ? random.nextDouble() : 0;
    }

    /** Which of so many changes of names are there; the others are not. */
    boolean[] survivors(int changes) {
        boolean[] there = new boolean[changes];
        int moment = kept == 0 ? 0 : kept == 1 ? changes : random.nextInt(changes + 1);
        for (int i = 0; i < changes; i++) {
            there[i] = names == Names.IN_ORDER ? i < moment : random.nextDouble() < kept;
        }
        return there;
    }

    /**
     * Applies to the content that the device holds those parts of later edits that got there: whole edits, sectors, or the
     * first bytes of a sector; a file that became longer may hold zeros or rubbish where data should have come.
     */
    void survivors(Pages durable, List<Edit> edits) {
        long promised = durable.size();
        for (Edit edit : edits) {
            byte[] bytes = edit.bytes();
            if (bytes == null) {
                if (random.nextDouble() < kept) {
                    edit.applyTo(durable);
                    promised = Math.min(promised, durable.size());
                }
            } else {
                for (int from = 0; from < bytes.length; ) {
                    int toSectorEnd = SECTOR - (int) ((edit.position() + from) % SECTOR);
                    int length = Math.min(toSectorEnd, bytes.length - from);
                    sector(durable, promised, edit.position() + from, bytes, from, length);
                    from += length;
                }
            }
        }
    }

    private void sector(Pages durable, long promised, long position, byte[] bytes, int from, int length) {
        if (random.nextDouble() < kept) {
            int there = random.nextDouble() < torn ? random.nextInt(length + 1) : length;
            durable.write(position, bytes, from, there);
        } else if (position >= promised && random.nextDouble() < stretched) {
            durable.resize(Math.max(durable.size(), position + length));
            if (random.nextDouble() < garbage) {
                byte[] rubbish = new byte[length];
                random.nextBytes(rubbish);
                durable.write(position, rubbish, 0, length);
            }
        }
    }
}
