// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import java.lang.reflect.Proxy;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.naming.CompositeName;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NameParser;
import javax.naming.spi.InitialContextFactory;

/** A JNDI of this JVM's, to be named by {@code hibernate.jndi.class}: it can look up what a test has bound. */
public final class TestNaming implements InitialContextFactory {

    static final Map<String, Object> BOUND = new ConcurrentHashMap<>();

    @Override
    public Context getInitialContext(Hashtable<?, ?> environment) {
        return (Context) Proxy.newProxyInstance(
                TestNaming.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "getNameParser":
                            return (NameParser) CompositeName::new;
                        case "lookup":
                            return found(arguments[0].toString());
                        case "close":
                            return null;
                        default:
                            throw new UnsupportedOperationException(method.toString());
                    }
                });
    }

    private static Object found(String name) throws NameNotFoundException {
        Object object = BOUND.get(name);
        if (object == null) {
            throw new NameNotFoundException(name);
        }
        return object;
    }
}
