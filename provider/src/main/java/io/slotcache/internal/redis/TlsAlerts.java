// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.redis;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import javax.net.ssl.SSLException;
import org.redisson.client.NettyHook;
import org.redisson.client.RedisConnection;
import org.redisson.config.Config;

/**
 * Lets a connection fail that the server refuses by a TLS alert. With TLS 1.3 the alert that a client certificate is missing comes after the client has
 * taken the handshake to be over, and Redisson 4.7.0 logs it, waits for the answer to its first command until that times out, and forgets why.
 */
public final class TlsAlerts implements NettyHook {

    private final NettyHook next;

    private TlsAlerts(NettyHook next) {
        this.next = next;
    }

    /** Adds it to a client that is not made yet. */
    public static void reportIn(Config config) {
        config.setNettyHook(new TlsAlerts(config.getNettyHook()));
    }

    @Override
    public void afterBoostrapInitialization(Bootstrap bootstrap) {
        next.afterBoostrapInitialization(bootstrap);
    }

    @Override
    public void afterChannelInitialization(Channel channel) {
        channel.pipeline().addBefore(channel.pipeline().lastContext().name(), "slotcache-tls-alerts", new Reporter());
        next.afterChannelInitialization(channel);
    }

    private static final class Reporter extends ChannelDuplexHandler {

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            RedisConnection connection = RedisConnection.getFrom(context.channel());
            if (cause instanceof SSLException && connection != null) {
                connection.getConnectionPromise().completeExceptionally(cause);
            }
            context.fireExceptionCaught(failure);
        }
    }
}
