/// The version of this program, as it says of itself in its User-Agent, its archive and its metrics.
public enum Version {
  public static let string = "0.1.0"
}
