package dev.kith.cli;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.TypeConversionException;

/** Reads one of the constants of an enum, in whatever case, and tells a shell which there are. */
abstract class ConstantText<E extends Enum<E>> implements Words<E> {
    private final Class<E> type;
    private final String what;

    /** Of that enum, each constant of which is {@code what}, such as {@code a column}. */
    ConstantText(Class<E> type, String what) {
        this.type = type;
        this.what = what;
    }

    @Override
    public final E convert(String text) {
        try {
            return Constants.parse(type, what, text);
        } catch (IllegalArgumentException none) {
            throw new TypeConversionException(String.valueOf(none.getMessage()));
        }
    }

    @Override
    public final Iterator<String> iterator() {
        List<String> names =
                Arrays.stream(type.getEnumConstants()).map(Constants::lower).toList();
        return names.iterator();
    }
}
