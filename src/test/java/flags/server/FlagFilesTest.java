package flags.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import org.junit.jupiter.api.Test;

/** The built-in flags if the resources of the program cannot be read. */
class FlagFilesTest {

  /**
   * Returns the built-in flags as read by new copies of the classes, from which the resources with
   * this prefix are hidden.
   */
  private static Object builtInWithout(String hiddenPrefix) throws Throwable {
    String name = FlagFiles.class.getName();
    var loader =
        new ClassLoader(FlagFilesTest.class.getClassLoader()) {
          @Override
          protected Class<?> loadClass(String className, boolean resolve)
              throws ClassNotFoundException {
            if (!className.equals(name) && !className.startsWith("flags.files.")) {
              return super.loadClass(className, resolve);
            }
            Class<?> loaded = findLoadedClass(className);
            try (InputStream file =
                getParent().getResourceAsStream(className.replace('.', '/') + ".class")) {
              byte[] bytes = file.readAllBytes();
              return loaded != null ? loaded : defineClass(className, bytes, 0, bytes.length);
            } catch (IOException e) {
              throw new ClassNotFoundException(className, e);
            }
          }

          @Override
          public URL getResource(String resource) {
            return resource.startsWith(hiddenPrefix) ? null : super.getResource(resource);
          }
        };
    return invoke(loader.loadClass(name), null, "builtIn");
  }

  private static Object invoke(Class<?> type, Object object, String method, Object... args)
      throws Throwable {
    var types = new Class<?>[args.length];
    java.util.Arrays.fill(types, String.class);
    try {
      return type.getMethod(method, types).invoke(object, args);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  @Test
  void throwsIfAListedFlagCannotBeRead() throws Throwable {
    Object flags = builtInWithout("flags/us");
    Class<?> type = flags.getClass().getInterfaces()[0];

    var e = assertThrows(IOException.class, () -> invoke(type, flags, "find", "us"));
    assertTrue(e.getMessage().startsWith("cannot read /flags/us/us.gif of this program"));
    assertNull(invoke(type, flags, "find", "zz"));
    assertEquals(
        FlagFiles.builtIn().find("fr").length, ((byte[]) invoke(type, flags, "find", "fr")).length);
  }

  @Test
  void throwsIfTheListOfCountriesCannotBeRead() {
    var e = assertThrows(IOException.class, () -> builtInWithout("country_codes"));
    assertTrue(e.getMessage().startsWith("cannot read /country_codes.txt of this program"));
  }
}
