package flags;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A test that needs a shell, signals, permissions or symbolic links, as Unix has them. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs Unix")
@Retention(RetentionPolicy.RUNTIME)
public @interface NeedsUnix {}
