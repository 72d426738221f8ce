package dev.barque.profiles;

import dev.barque.profiles.internal.ProfileErrors;
import dev.barque.profiles.internal.YamlFile;
import dev.barque.profiles.internal.YamlNode;
import dev.barque.profiles.internal.YamlText;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads profiles of users. A text is checked as a whole: whatever is wrong with it is told at once, each with its line, and
 * nothing of it is guessed. Unknown keys, agents and guards are refused, as is a key that stands there twice.
 */
public final class ProfileReader {
    private final ProfileParts parts;

    /** For profiles that may name these parts besides the agents of their base. */
    public ProfileReader(ProfileParts parts) {
        this.parts = Objects.requireNonNull(parts, "parts");
    }

    /**
     * The settings in a file. Throws {@link InvalidProfileException} when they cannot be used, and {@code profiles.cannot-read} when
     * the file cannot be read, is larger than 1 MiB or is not UTF-8.
     */
    public ProfileSettings file(Path file) {
        return text(file.toString(), YamlFile.read("profile", file));
    }

    /**
     * The settings in a text. Throws {@link InvalidProfileException} when they cannot be used.
     *
     * @param where what messages call it, such as the name of its file
     * @param yaml the text
     */
    public ProfileSettings text(String where, String yaml) {
        Problems problems = new Problems();
        Optional<ProfileSettings> settings;
        try {
            Optional<YamlNode> root = YamlText.parse(yaml);
            settings =
                    new Reading(parts, problems).settings(root.orElseGet(() -> new YamlNode.Scalar(1, 1, "", false)));
        } catch (YamlText.Unreadable e) {
            settings = Optional.empty();
            problems.at(e.line(), e.column(), "", e.found(), e.expected(), "");
        }
        if (problems.any()) {
            List<ProfileProblem> all = problems.inOrder();
            throw new InvalidProfileException(ProfileErrors.invalid("profile", where, all), all);
        }
        return settings.orElseThrow();
    }
}
