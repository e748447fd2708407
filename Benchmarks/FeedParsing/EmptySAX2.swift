import CLibXML2

/// Reads a document by libxml2's SAX2 with handlers that do nothing: what cannot be undercut.
///
/// - Returns: false when libxml2 refuses the document.
func emptySAX2(_ bytes: [UInt8]) -> Bool {
  var handler = xmlSAXHandler()
  handler.initialized = UInt32(XML_SAX2_MAGIC)
  handler.startElementNs = { _, _, _, _, _, _, _, _, _ in }
  handler.endElementNs = { _, _, _, _ in }
  handler.characters = { _, _, _ in }
  handler.cdataBlock = { _, _, _ in }
  let context = xmlCreatePushParserCtxt(&handler, nil, nil, 0, nil)
  defer { xmlFreeParserCtxt(context) }
  return bytes.withUnsafeBytes { buffer in
    var offset = 0
    while offset < buffer.count {
      let count = min(64 << 10, buffer.count - offset)
      let piece = buffer.baseAddress?.advanced(by: offset).assumingMemoryBound(to: CChar.self)
      guard xmlParseChunk(context, piece, Int32(count), offset + count == buffer.count ? 1 : 0) == 0 else {
        return false
      }
      offset += count
    }
    return true
  }
}
