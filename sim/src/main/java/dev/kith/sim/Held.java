package dev.kith.sim;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Counts what an engine holds: the entries of all its collections, however deep, as reflection shows them. */
public final class Held {
    private static final String OWN = "dev.kith.";

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> toSee = new ArrayDeque<>();
    private long entries;

    private Held() {}

    /** How many entries there are in all the collections that can be reached from an object. */
    public static long by(Object engine) {
        Held held = new Held();
        held.toSee.add(engine);
        while (!held.toSee.isEmpty()) {
            Object next = held.toSee.remove();
            if (held.seen.add(next)) {
                held.look(next);
            }
        }
        return held.entries;
    }

    private void look(Object at) {
        if (at instanceof Collection<?> collection) {
            entries += collection.size();
            collection.forEach(this::add);
        } else if (at instanceof Map<?, ?> map) {
            entries += map.size();
            map.forEach((key, value) -> {
                add(key);
                add(value);
            });
        } else if (at instanceof Optional<?> optional) {
            optional.ifPresent(this::add);
        }
        for (Class<?> type = at.getClass(); type.getName().startsWith(OWN); type = type.getSuperclass()) {
            lookAtFields(at, type);
        }
    }

    private void lookAtFields(Object at, Class<?> type) {
        Field[] fields = type.getDeclaredFields();
        AccessibleObject.setAccessible(fields, true);
        for (Field field : fields) {
            if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                try {
                    add(field.get(at));
                } catch (IllegalAccessException madeAccessible) {
                    throw new IllegalStateException(field + " was made accessible", madeAccessible);
                }
            }
        }
    }

    private void add(@org.jspecify.annotations.Nullable Object object) {
        if (object != null && !(object instanceof Enum<?>)) {
            toSee.add(object);
        }
    }
}
