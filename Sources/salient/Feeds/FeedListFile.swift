import FeedParsing
import FoundationEssentials
import Glibc
import Model

/// One OPML file of the configuration, to be changed and written back.
struct FeedListFile {
  let path: String
  var editor: OPMLEditor

  init(_ path: String) throws(CommandFailure) {
    self.path = path
    let bytes = try readFile(path)
    do throws(OPMLEditor.Failure) {
      editor = try OPMLEditor(bytes)
    } catch {
      throw CommandFailure(.badData, "\(path): \(error.description)")
    }
  }

  /// Runs a change; its failure names the file.
  mutating func change<Answer>(
    _ body: (inout OPMLEditor) throws(OPMLEditor.Failure) -> Answer
  ) throws(CommandFailure) -> Answer {
    do throws(OPMLEditor.Failure) {
      return try body(&editor)
    } catch {
      throw CommandFailure(.badData, "\(path): \(error.description)")
    }
  }

  func document() throws(CommandFailure) -> OPMLDocument {
    do throws(OPMLEditor.Failure) {
      return try editor.document()
    } catch {
      throw CommandFailure(.badData, "\(path): \(error.description)")
    }
  }

  /// Puts the new text in the place of the old in one step, with the old file's mode; a link stays a link.
  func write() throws(CommandFailure) {
    let target = URL(filePath: path).resolvingSymlinksInPath().path
    let fresh = target + ".new"
    var old = stat()
    let hasOld = unsafe stat(target, &old) == 0
    let descriptor = unsafe open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, hasOld ? old.st_mode & 0o777 : 0o644)
    guard descriptor >= 0 else {
      throw CommandFailure(
        .io, "\(fresh): cannot be written (\(systemMessage(errno))); run the command as a user who may change the list")
    }
    var rest = editor.text[...]
    var fault: Int32 = 0
    while !rest.isEmpty, fault == 0 {
      let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 { rest = rest.dropFirst(count) } else if errno != EINTR { fault = errno }
    }
    if fault == 0, hasOld {
      // The owner stays who it was where we may say so; the mode stays in any case.
      _ = fchown(descriptor, old.st_uid, old.st_gid)
      if fchmod(descriptor, old.st_mode & 0o777) != 0 { fault = errno }
    }
    if fault == 0, fsync(descriptor) != 0 { fault = errno }
    close(descriptor)
    if fault == 0, unsafe rename(fresh, target) != 0 { fault = errno }
    guard fault == 0 else {
      unsafe unlink(fresh)
      throw CommandFailure(.io, "\(target): \(systemMessage(fault)); the list is as it was")
    }
  }
}
