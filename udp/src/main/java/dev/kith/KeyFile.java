package dev.kith;

import dev.kith.trust.GroupKey;
import dev.kith.trust.KeyRing;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The keys of a closed group in a file: one on a line, the first is the one in use, the others are accepted, too; what begins with
 * {@code #} is a comment. Nodes that run with it notice within two seconds when it changes. Not thread-safe.
 */
public final class KeyFile {
    private static final String HEAD = "# Keys of a closed Kith group: the first is in use, the others are accepted.\n";

    private final Path path;
    private final String group;
    /** A passphrase takes long. */
    private final Map<String, GroupKey> parsed = new HashMap<>();

    private final Optional<FileLook> lookBeforeRead;
    private List<String> lines;

    /**
     * Reads it.
     *
     * @param path of the file
     * @param group in which group its keys are used: a passphrase is another key in each
     * @throws IllegalArgumentException if it is not there, is no regular file, is open to others, cannot be read, or holds what is
     *     no key
     */
    public KeyFile(Path path, String group) {
        this.path = path;
        this.group = group;
        this.lookBeforeRead = FileLook.at(path);
        this.lines = keys(path);
        ring();
    }

    /** Makes a file with one new key in it; its folder must be there, the file must not. */
    public static void create(Path path) throws IOException {
        PrivateFile.create(path, HEAD + KeyText.generate() + "\n");
    }

    /** A new key as text, to be passed on in private. */
    public static String generate() {
        return KeyText.generate();
    }

    Path path() {
        return path;
    }

    /** What is another look than this was changed since it was read first. */
    Optional<FileLook> lookBeforeRead() {
        return lookBeforeRead;
    }

    /** Reads it again; if what is in it is wrong, it stays as it was. */
    void reread() {
        List<String> before = lines;
        lines = keys(path);
        try {
            ring();
        } catch (IllegalArgumentException wrong) {
            lines = before;
            throw wrong;
        }
    }

    KeyRing ring() {
        return ring(lines);
    }

    /** The ids of the keys as two hexadecimal digits, that in use first. */
    public List<String> ids() {
        return ring().ids().stream().map(GroupKey::name).toList();
    }

    /**
     * Adds a key behind the others, and writes the file.
     *
     * @param text a key or a passphrase
     * @return its id
     * @throws IllegalArgumentException if it is no key, is there already, or cannot be told from one that is
     */
    public String add(String text) throws IOException {
        String id = GroupKey.name(key(text).id());
        List<String> more = new ArrayList<>(lines);
        more.add(text);
        write(more);
        return id;
    }

    /** Adds a new key whose id is that of no other, and writes the file; the answer is its id. */
    public String addNew() throws IOException {
        String text = KeyText.generate();
        while (ids().contains(GroupKey.name(key(text).id()))) {
            text = KeyText.generate();
        }
        return add(text);
    }

    /** Puts the key of that id first, and writes the file. */
    public void use(String id) throws IOException {
        String text = text(id);
        List<String> others = new ArrayList<>(lines);
        others.remove(text);
        others.add(0, text);
        write(others);
    }

    /**
     * Takes the key of that id out, and writes the file.
     *
     * @throws IllegalArgumentException if it is not there, or is the only one
     */
    public void remove(String id) throws IOException {
        String text = text(id);
        if (lines.size() == 1) {
            throw new IllegalArgumentException("key " + id + " is the only one; add another first");
        }
        List<String> others = new ArrayList<>(lines);
        others.remove(text);
        write(others);
    }

    private void write(List<String> keys) throws IOException {
        ring(keys);
        try {
            PrivateFile.replace(path, HEAD + String.join("\n", keys) + "\n");
        } catch (FileSystemException refused) {
            throw new IllegalArgumentException(
                    "key file '" + path + "' cannot be written: " + RefusedFile.reason(refused), refused);
        }
        lines = keys;
    }

    /**
     * Refuses an id that none of the keys has.
     *
     * @throws IllegalArgumentException naming those that there are
     */
    public void require(String id) {
        text(id);
    }

    private String text(String id) {
        return lines.stream()
                .filter(line -> GroupKey.name(key(line).id()).equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no key '%s' in '%s'; there is %s".formatted(id, path, String.join(", ", ids()))));
    }

    private KeyRing ring(List<String> keys) {
        return new KeyRing(keys.stream().map(this::key).toList());
    }

    private GroupKey key(String line) {
        return parsed.computeIfAbsent(line, text -> KeyText.parse(text, group));
    }

    private static List<String> keys(Path path) {
        String text = PrivateFile.read("key file", path);
        // Some editors put a byte order mark before all, which is no part of a key.
        List<String> keys = (text.startsWith("\uFEFF") ? text.substring(1) : text)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("key file '" + path + "' holds no key; 'kith keygen FILE' makes one");
        }
        return keys;
    }
}
