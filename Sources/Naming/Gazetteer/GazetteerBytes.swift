#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The bytes of a compiled gazetteer: a mapped file, or a copy in memory.
///
/// Mapped, a file costs address space and the pages that are read; it opens in microseconds however large it is.
/// The file must not be cut while it is mapped: writers make a new file and rename it over the old one.
@safe public final class GazetteerBytes: Sendable {
  // SAFETY: `base` points at `count` readable bytes from init to deinit; nobody writes them, so they may be read from
  // any thread. It never leaves this file.
  private nonisolated(unsafe) let base: UnsafeRawPointer
  public let count: Int
  private let isMapped: Bool

  /// Copies bytes: for tables compiled at the start, and for tests.
  public init(_ bytes: [UInt8]) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(bytes.count, 1), alignment: 8)
    unsafe copy.copyBytes(from: bytes)
    // SAFETY: at least one byte was asked for, so there is an address.
    unsafe base = UnsafeRawPointer(copy.baseAddress.unsafelyUnwrapped)
    count = bytes.count
    isMapped = false
  }

  /// Maps a file to read.
  public init(mapping path: String) throws(GazetteerError) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw GazetteerError(path: path, fault: .cannotOpen(errno: errno)) }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else {
      throw GazetteerError(path: path, fault: .cannotOpen(errno: errno))
    }
    count = Int(status.st_size)
    guard count > 0 else { throw GazetteerError(path: path, fault: .notAGazetteer) }
    let address = unsafe mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0)
    guard let address = unsafe address, unsafe address != MAP_FAILED else {
      throw GazetteerError(path: path, fault: .cannotOpen(errno: errno))
    }
    unsafe base = UnsafeRawPointer(address)
    isMapped = true
  }

  deinit {
    // SAFETY: the pointer was made by the same call in init, and is given back once.
    if isMapped {
      unsafe munmap(UnsafeMutableRawPointer(mutating: base), count)
    } else {
      unsafe base.deallocate()
    }
  }

  /// A number at an offset, little-endian; zero beyond the end, so that a damaged file gives wrong names, never a crash.
  @inline(__always)
  func load<Number: FixedWidthInteger & BitwiseCopyable>(_ offset: Int, as type: Number.Type) -> Number {
    guard offset >= 0, offset <= count - MemoryLayout<Number>.size else { return 0 }
    // SAFETY: the guard keeps the read inside the bytes.
    return unsafe Number(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: type))
  }

  /// Bytes as text; empty when the range leaves the file.
  func text(at offset: Int, count length: Int) -> String {
    guard offset >= 0, length > 0, offset <= count - length else { return "" }
    // SAFETY: the guard keeps the buffer inside the bytes; the string copies it.
    return unsafe String(decoding: UnsafeRawBufferPointer(start: base + offset, count: length), as: UTF8.self)
  }
}

/// Why a compiled gazetteer cannot be used.
public struct GazetteerError: Error, Equatable, Sendable, CustomStringConvertible {
  public enum Fault: Equatable, Sendable {
    case cannotOpen(errno: Int32)
    case notAGazetteer
    case otherVersion(found: UInt32)
    case cut(expected: Int, found: Int)
    case tooManyPlaces(limit: Int)
  }

  public let path: String
  public let fault: Fault

  public var description: String {
    switch fault {
    case .cannotOpen(let code): "\(path): cannot be read (errno \(code)); check that it exists and its permissions"
    case .notAGazetteer: "\(path): is not a compiled gazetteer; make it with `salient places import`"
    case .otherVersion(let found):
      "\(path): is of format \(found), this program reads \(GazetteerFormat.version); import the tables anew"
    case .cut(let expected, let found): "\(path): is cut: \(found) bytes of \(expected); import the tables anew"
    case .tooManyPlaces(let limit): "\(path): holds more than \(limit) places; split the import"
    }
  }
}
