package dev.kith;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** Why the system refused a file or folder: the exception's message is its name, and its reason often no more than its class. */
final class RefusedFile {
    private RefusedFile() {}

    static String reason(IOException failure) {
        if (failure instanceof FileSystemException refused) {
            return Optional.ofNullable(refused.getReason()).orElseGet(() -> ofClass(refused));
        }
        return Optional.ofNullable(failure.getMessage())
                .orElseGet(() -> failure.getClass().getSimpleName());
    }

    private static String ofClass(FileSystemException refused) {
        if (refused instanceof AccessDeniedException) {
            return "access denied";
        }
        if (refused instanceof NoSuchFileException) {
            return "no such folder";
        }
        return refused instanceof FileAlreadyExistsException ? "it is not a folder" : "the system refuses it";
    }
}
