// The C boundary to zlib. Every pointer that zlib is given stays inside one call.
internal import CZlib

/// Makes gzip members (RFC 1952), one after another with the same memory.
@safe final class Deflater {
  // On the heap, since zlib checks that its state still belongs to the stream at this address.
  private let stream: UnsafeMutablePointer<z_stream>
  private var output = [UInt8](repeating: 0, count: 64 << 10)

  init(level: Int32) {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    let status = unsafe salient_gzip_deflate_init(stream, level)
    precondition(status == Z_OK, "zlib can be set up: level 0 to 9, and 256 KiB of memory")
  }

  deinit {
    unsafe deflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// The parts, one after the other, as one member.
  func member(of parts: [[UInt8]]) -> [UInt8] {
    var member: [UInt8] = []
    member.reserveCapacity(parts.reduce(0) { $0 + $1.count } / 3 + 256)
    unsafe deflateReset(stream)
    for (index, part) in parts.enumerated() {
      let flush = index == parts.count - 1 ? Z_FINISH : Z_NO_FLUSH
      unsafe part.withUnsafeBufferPointer { input in
        // SAFETY: zlib only reads from next_in, though its type is mutable, and keeps no pointer that it reads
        // after all input is consumed.
        unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        unsafe stream.pointee.avail_in = UInt32(input.count)
        drain(into: &member, flush: flush)
      }
    }
    return member
  }

  private func drain(into member: inout [UInt8], flush: Int32) {
    var isFull = true
    while isFull {
      let capacity = output.count
      let written = unsafe output.withUnsafeMutableBufferPointer { room in
        // SAFETY: zlib writes at most avail_out bytes from next_out, within this call.
        unsafe stream.pointee.next_out = room.baseAddress
        unsafe stream.pointee.avail_out = UInt32(capacity)
        unsafe deflate(stream, flush)
        return unsafe capacity - Int(stream.pointee.avail_out)
      }
      member += output[..<written]
      isFull = written == capacity
    }
  }
}

/// Undoes gzip members, one after another with the same memory.
@safe final class Inflater {
  private let stream: UnsafeMutablePointer<z_stream>
  private var output = [UInt8](repeating: 0, count: 128 << 10)

  /// How far one piece of input led.
  enum Progress: Equatable {
    /// All of it was consumed and the member goes on.
    case wantsMore
    /// The member ended after that many bytes of the input.
    case ended(consumed: Int)
  }

  init() {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    let status = unsafe salient_gzip_inflate_init(stream)
    precondition(status == Z_OK, "zlib can be set up: 40 KiB of memory")
  }

  deinit {
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// Starts a new member.
  func reset() { unsafe inflateReset(stream) }

  /// Unfolds more of the member.
  ///
  /// - Parameter limit: `content` may not grow beyond.
  /// - Throws: `.compression` for anything that is no gzip or whose checksum fails, `.tooLarge` at the limit.
  func unfold(_ input: ArraySlice<UInt8>, into content: inout [UInt8], limit: Int) throws(RecordFault) -> Progress {
    var at = input.startIndex
    while true {
      let (status, consumed, written) = step(input[at...])
      at += consumed
      guard content.count + written <= limit else { throw .tooLarge(limit: limit) }
      content += output[..<written]
      switch status {
      case Z_STREAM_END: return .ended(consumed: at - input.startIndex)
      case Z_OK, Z_BUF_ERROR:
        if at == input.endIndex, written < output.count { return .wantsMore }
        guard consumed > 0 || written > 0 else { throw .compression }
      default: throw .compression
      }
    }
  }

  private func step(_ input: ArraySlice<UInt8>) -> (status: Int32, consumed: Int, written: Int) {
    let capacity = output.count
    return unsafe input.withUnsafeBufferPointer { input in
      unsafe output.withUnsafeMutableBufferPointer { room in
        // SAFETY: as above: zlib reads avail_in bytes and writes at most avail_out, within this call.
        unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        unsafe stream.pointee.avail_in = UInt32(input.count)
        unsafe stream.pointee.next_out = room.baseAddress
        unsafe stream.pointee.avail_out = UInt32(capacity)
        let status = unsafe inflate(stream, Z_NO_FLUSH)
        return unsafe (status, input.count - Int(stream.pointee.avail_in), capacity - Int(stream.pointee.avail_out))
      }
    }
  }
}
