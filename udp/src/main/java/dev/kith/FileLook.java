package dev.kith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * How a file looks from outside; when it looks otherwise, it was changed.
 *
 * @param key which file it is, where the file system tells
 * @param time when it was changed, in milliseconds
 * @param size how long it is
 */
record FileLook(Object key, long time, long size) {
    /** Nothing of a file that is not there, and of a pipe, which cannot be read a second time. */
    static Optional<FileLook> at(Path path) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            Object key = Optional.ofNullable(attributes.fileKey()).orElse("");
            return attributes.isRegularFile()
                    ? Optional.of(
                            new FileLook(key, attributes.lastModifiedTime().toMillis(), attributes.size()))
                    : Optional.empty();
        } catch (IOException goneForNow) {
            return Optional.empty();
        }
    }
}
