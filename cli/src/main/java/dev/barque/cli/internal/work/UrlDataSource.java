package dev.barque.cli.internal.work;

import dev.barque.cli.internal.CliErrors;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.Properties;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Opens a connection each time, by a driver of the class path or of the plug-ins. Never shows its password. */
public final class UrlDataSource implements DataSource {
    private final Driver driver;
    private final String url;
    private final Properties properties;

    /** Throws {@code cli.no-driver} where no driver knows the URL. */
    public UrlDataSource(ClassLoader loader, String url, Properties properties) {
        this.driver = driver(loader, url);
        this.url = url;
        this.properties = new Properties();
        this.properties.putAll(properties);
    }

    /** The URL without what may be secret: parameters, and a user before the host. */
    public static String name(String url) {
        return url.replaceFirst("[?;].*$", "").replaceFirst("//[^/@]*@", "//");
    }

    private static Driver driver(ClassLoader loader, String url) {
        List<String> there = new ArrayList<>();
        // Drivers of plug-ins are not seen by the manager, whose callers have another loader.
        Iterator<Driver> found = ServiceLoader.load(Driver.class, loader).iterator();
        boolean more = true;
        while (more) {
            try {
                more = found.hasNext();
                if (more) {
                    Driver driver = found.next();
                    there.add(driver.getClass().getName());
                    if (driver.acceptsURL(url)) {
                        return driver;
                    }
                }
            } catch (ServiceConfigurationError | SQLException e) {
                there.add("one that cannot be used (" + e.getMessage() + ")");
            }
        }
        Enumeration<Driver> registered = DriverManager.getDrivers();
        while (registered.hasMoreElements()) {
            Driver driver = registered.nextElement();
            try {
                if (driver.acceptsURL(url)) {
                    return driver;
                }
            } catch (SQLException e) {
                there.add("one that cannot be used (" + e.getMessage() + ")");
            }
        }
        throw CliErrors.noDriver(name(url), there);
    }

    @Override
    public Connection getConnection() throws SQLException {
        Properties copy = new Properties();
        copy.putAll(properties);
        return connected(copy);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        Properties own = new Properties();
        own.setProperty("user", user);
        own.setProperty("password", password);
        return connected(own);
    }

    private Connection connected(Properties with) throws SQLException {
        Connection connection = driver.connect(url, with);
        if (connection == null) {
            throw new SQLException("The driver " + driver.getClass().getName() + " does not know " + name(url));
        }
        return connection;
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        throw new SQLFeatureNotSupportedException("no log");
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        throw new SQLFeatureNotSupportedException("no log");
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException("time-outs are the driver's");
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("no log");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
