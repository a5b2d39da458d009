// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.lang.reflect.Type;
import org.hibernate.boot.registry.classloading.spi.ClassLoaderService;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/**
 * Java serialization for values that nothing else describes, of {@link AllowedClasses} alone. Thread-safe.
 *
 * <p>Bytes name classes here, so they are held on a short leash:
 *
 * <ol>
 *   <li>a class off the list is refused by its name, before it is loaded; proxies always;
 *   <li>a filter refuses what nests deeper than {@value #MAX_DEPTH} (hash sets within hash sets take time that doubles with each), and arrays
 *       that together claim more elements than the bytes can hold;
 *   <li>what is written is read once by the same rules: a value that they would not give back is not cached at all.
 * </ol>
 */
public final class GuardedSerialization {
    private static final int MAX_DEPTH = 20;
    /** Each element takes a byte at least, but the tables of hash maps are a few times as large as what is in them. */
    private static final int ARRAY_ELEMENTS_PER_BYTE = 4;

    private final AllowedClasses allowed;
    private final ClassLoaderService classes;

    private GuardedSerialization(AllowedClasses allowed, ClassLoaderService classes) {
        this.allowed = allowed;
        this.classes = classes;
    }

    /** With the class loaders of the session factory. */
    public static GuardedSerialization of(SessionFactoryImplementor factory, AllowedClasses allowed) {
        return new GuardedSerialization(allowed, factory.getServiceRegistry().requireService(ClassLoaderService.class));
    }

    /** One that allows the classes of a mapped type as well. */
    public GuardedSerialization naming(Type mapped) {
        return new GuardedSerialization(allowed.and(mapped), classes);
    }

    /** @throws UnencodableValueException naming the class, if the value is of one that is not allowed or cannot be serialized */
    public byte[] write(Object value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        } catch (NotSerializableException e) {
            throw new UnencodableValueException("the class " + e.getMessage() + " is not Serializable", e);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw new UnencodableValueException("a " + value.getClass().getName() + " cannot be serialized: " + e, e);
        }
        byte[] written = bytes.toByteArray();
        try {
            read(written);
        } catch (UndecodableEntryException e) {
            throw new UnencodableValueException(String.valueOf(e.getMessage()), e);
        }
        return written;
    }

    /** @throws UndecodableEntryException if the bytes are no value of allowed classes, whatever else they are */
    public Object read(byte[] serialized) {
        ByteArrayInputStream bytes = new ByteArrayInputStream(serialized);
        try (Input in = new Input(bytes, serialized.length)) {
            Object value = in.readObject();
            if (value == null || bytes.available() > 0) {
                throw new UndecodableEntryException("not one serialized value");
            }
            return value;
        } catch (UndecodableEntryException e) {
            throw e;
        } catch (IOException
                | ClassNotFoundException
                | RuntimeException
                | LinkageError
                | StackOverflowError
                | InternalError
                | AssertionError e) {
            // An InternalError is what the JDK has for an immutable map of half an entry, an assertion what a class of
            // the application's may have.
            throw e.getCause() instanceof UndecodableEntryException refusal
                    ? refusal
                    : new UndecodableEntryException("not a serialized value: " + e, e);
        }
    }

    /** The stream of one value. */
    private final class Input extends ObjectInputStream {
        private final long maxArrayElements;
        private long arrayElements;

        Input(ByteArrayInputStream bytes, int size) throws IOException {
            super(bytes);
            maxArrayElements = (long) size * ARRAY_ELEMENTS_PER_BYTE;
            setObjectInputFilter(this::check);
        }

        /** What a filter throws becomes the cause of the rejection. */
        private ObjectInputFilter.Status check(ObjectInputFilter.FilterInfo info) {
            arrayElements += Math.max(0, info.arrayLength());
            if (info.depth() > MAX_DEPTH) {
                throw new UndecodableEntryException("a serialized value that nests deeper than " + MAX_DEPTH);
            }
            if (arrayElements > maxArrayElements) {
                throw new UndecodableEntryException("a serialized value with more elements than bytes");
            }
            return ObjectInputFilter.Status.ALLOWED;
        }

        /** Every class that the bytes name comes by here. The filter sees it too, but only when it is loaded. */
        @Override
        protected Class<?> resolveClass(ObjectStreamClass described) {
            String name = described.getName();
            if (!allowed.contains(name)) {
                throw new UndecodableEntryException("the class " + name
                        + " is not allowed in serialized values: see hibernate.cache.slotcache.allowed_classes");
            }
            return classes.classForName(name);
        }

        @Override
        protected Class<?> resolveProxyClass(String[] interfaces) {
            throw new UndecodableEntryException("proxies are not allowed in serialized values");
        }
    }
}
