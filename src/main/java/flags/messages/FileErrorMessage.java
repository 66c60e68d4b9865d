package flags.messages;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;

/** Describes errors with files and folders. */
public final class FileErrorMessage {
  private FileErrorMessage() {}

  /**
   * Returns only the reason, because the messages of the JDK start with the file's name, or consist
   * only of it.
   */
  public static String of(IOException e) {
    return switch (e) {
      case AccessDeniedException denied -> "permission denied";
      case NoSuchFileException missing -> "no such file or folder";
      case FileSystemException other ->
          Objects.requireNonNullElse(other.getReason(), "cannot be used");
      default -> e.getMessage();
    };
  }
}
