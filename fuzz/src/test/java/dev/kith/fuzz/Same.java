package dev.kith.fuzz;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether two records say the same, the bytes in them too. */
final class Same {
    private Same() {}

    static boolean areSame(@Nullable Object one, @Nullable Object other) {
        if (one instanceof byte[] bytes && other instanceof byte[] others) {
            return Arrays.equals(bytes, others);
        } else if (one instanceof List<?> list && other instanceof List<?> others) {
            return areSame(list, others);
        } else if (one instanceof Record record && other != null && record.getClass() == other.getClass()) {
            return Arrays.stream(record.getClass().getRecordComponents())
                    .allMatch(part -> areSame(part(part, record), part(part, other)));
        }
        return Objects.equals(one, other);
    }

    private static boolean areSame(List<?> some, List<?> others) {
        boolean same = some.size() == others.size();
        for (int i = 0; same && i < some.size(); i++) {
            same = areSame(some.get(i), others.get(i));
        }
        return same;
    }

    private static @Nullable Object part(RecordComponent part, Object record) {
        try {
            return part.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException failure) {
            throw new LinkageError("a part of a record can be read", failure);
        }
    }
}
