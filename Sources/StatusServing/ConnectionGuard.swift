import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import Synchronization

/// Keeps one connection within bounds: what is no HTTP is answered 400 and closed at once, a request has to come whole
/// within a time, a reader has to take what it asked for, and there are only so many connections.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private static let open = Atomic(0)

  /// Ends the connection when no request has come, or when nothing was read, for too long.
  private var deadline: Scheduled<Void>?
  private var isAnswering = false
  private var isCounted = false
  private var isEnding = false

  func handlerAdded(context: ChannelHandlerContext) {
    if context.channel.isActive { begin(context) }
  }

  func channelActive(context: ChannelHandlerContext) {
    begin(context)
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    end()
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) { end() }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isEnding else { return }
    if case .head = unwrapInboundIn(data) {
      isAnswering = true
      deadline?.cancel()
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if case .end = unwrapOutboundIn(data) {
      isAnswering = false
      close(context, after: StatusLimits.requestWait)
    }
    context.write(data, promise: promise)
  }

  /// A reader that takes nothing for too long is let go: it would hold what was written for it.
  func channelWritabilityChanged(context: ChannelHandlerContext) {
    if context.channel.isWritable {
      deadline?.cancel()
      if !isAnswering { close(context, after: StatusLimits.requestWait) }
    } else {
      close(context, after: StatusLimits.readerWait)
    }
    context.fireChannelWritabilityChanged()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard error is HTTPParserError, !isEnding else {
      if !isEnding { context.fireErrorCaught(error) }
      return
    }
    isEnding = true
    // An answer that is under way would only be garbled by another.
    if !isAnswering {
      let head = HTTPResponse(status: .badRequest, headerFields: [.connection: "close", .contentLength: "0"])
      context.write(wrapOutboundOut(.head(head)), promise: nil)
      context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }
    context.close(promise: nil)
  }

  private func begin(_ context: ChannelHandlerContext) {
    guard !isCounted else { return }
    isCounted = true
    let count = ConnectionGuard.open.add(1, ordering: .relaxed).newValue
    guard count <= StatusLimits.connectionsMax else { return context.close(promise: nil) }
    close(context, after: StatusLimits.requestWait)
  }

  private func end() {
    deadline?.cancel()
    deadline = nil
    guard isCounted else { return }
    isCounted = false
    ConnectionGuard.open.subtract(1, ordering: .relaxed)
  }

  private func close(_ context: ChannelHandlerContext, after wait: TimeAmount) {
    deadline?.cancel()
    deadline = context.eventLoop.assumeIsolated().scheduleTask(in: wait) { context.close(promise: nil) }
  }
}
