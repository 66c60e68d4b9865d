package flags.cli;

import java.math.BigInteger;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Converts a whole number in ASCII digits to an int. A number beyond the range of an int becomes
 * the nearest int.
 */
final class WholeNumberConverter implements ITypeConverter<Integer> {
  private static final BigInteger MIN = BigInteger.valueOf(Integer.MIN_VALUE);
  private static final BigInteger MAX = BigInteger.valueOf(Integer.MAX_VALUE);

  @Override
  public Integer convert(String value) {
    if (!value.matches("[+-]?[0-9]+")) {
      throw new TypeConversionException("'" + value + "' is not a whole number");
    }
    return new BigInteger(value).max(MIN).min(MAX).intValue();
  }
}
