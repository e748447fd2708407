import CLibcurl
import FoundationEssentials
import Model

/// What follows from the end of a hop.
enum TransferEnd {
  case outcome(FetchOutcome)
  /// Ask again, as the transfer is now set: a redirect, or HTTP/1.1 after HTTP/2 failed.
  case again
}

extension Transfer {
  /// Reads the end of a hop; the handle has left the multi handle, and still knows of the transfer.
  func ended(_ code: CURLcode) -> TransferEnd {
    // A status other than 2xx is the whole answer, however its page ended.
    let isWhole = code == CURLE_OK || stop == .enough || (head.status >= 300 && stop != .head)
    guard isWhole, head.status != 0 else { return failed(code) }
    switch head.status {
    case 200..<300: return .outcome(.modified(capture()))
    case 301, 302, 303, 307, 308: return redirected()
    case 304:
      return .outcome(.notModified(headers: head.fields, finalURL: hop.url.text, permanentURL: permanentURL))
    case 410: return .outcome(.gone)
    case 429, 503:
      let wait = RetryAfter.parse(head.fields["Retry-After"], now: Date())
      return .outcome(.throttled(status: head.status, retryAfter: wait))
    default: return .outcome(.refused(status: head.status))
    }
  }

  /// Behind a proxy it is the proxy that resolves names; what can be guarded here are addresses written out in a URL.
  var refusalBehindProxy: FetchFailure? {
    guard settings.proxy != nil, let address = IPAddress(hop.url.host.filter { !"[]".contains($0) }),
      let use = settings.guarded.refusal(of: address)
    else { return nil }
    return failureWords.failure(.address(address, use: use))
  }

  private func failed(_ code: CURLcode) -> TransferEnd {
    if code == CURLE_HTTP2 || code == CURLE_HTTP2_STREAM, !hop.plainHTTP, timeLeft > .zero {
      fallBack()
      return .again
    }
    let failure = failureWords
    // Happy eyeballs may have met a forbidden address and gone on with another: then the code tells what happened.
    if case .address = stop, code != CURLE_COULDNT_CONNECT { return .outcome(.failed(failure.failure(code))) }
    return .outcome(.failed(stop.flatMap(failure.failure) ?? failure.failure(code)))
  }

  private var failureWords: TransferFailure {
    TransferFailure(
      place: hop.url.place, purpose: request.purpose, settings: settings, bodyBytes: body.count,
      isConnected: easy.number(CURLINFO_APPCONNECT_TIME_T) > 0 || easy.number(CURLINFO_PRETRANSFER_TIME_T) > 0,
      isResolved: easy.number(CURLINFO_NAMELOOKUP_TIME_T) > 0, status: head.status, message: easy.failureMessage,
      elapsed: ContinuousClock.now - startedAt)
  }

  private func redirected() -> TransferEnd {
    let place = hop.url.place
    guard let location = head.fields["Location"], !location.isEmpty else {
      return refuse("\(place) redirects (\(head.status)) without saying where to")
    }
    guard redirects < FetchLimits.redirectsMax else {
      return refuse("\(origin.place) redirects more than \(FetchLimits.redirectsMax) times, last at \(place)")
    }
    do {
      let target = try FetchURL(location, relativeTo: hop.url)
      guard follow(to: target, permanently: head.status == 301 || head.status == 308) else {
        return refuse("\(origin.place) redirects in a circle, back to \(target.place)")
      }
      guard timeLeft > .zero else {
        return .outcome(
          .failed(
            FetchFailure(
              result: .timeout, word: "timeout",
              description: "the redirects from \(origin.place) took too long (fetching.timeout)"
            )))
      }
      return .again
    } catch {
      return refuse("\(place) redirects to \(error)")
    }
  }

  private func refuse(_ description: String) -> TransferEnd {
    .outcome(.failed(FetchFailure(result: .redirect, word: "redirect", description: description)))
  }

  private var permanentURL: String? {
    guard redirects > 0, isPermanent else { return nil }
    return hop.url.hasOrigin(of: origin) ? hop.url.withCredentials(of: origin) : hop.url.text
  }

  private func capture() -> Capture {
    let wire = easy.number(CURLINFO_SIZE_DOWNLOAD_T)
    let body = takeBody()
    return Capture(
      requestedURL: origin.text, finalURL: hop.url.text, permanentURL: permanentURL, fetchedAt: hopStartedAt,
      status: head.status, reason: head.reason, requestHeaders: hop.fields,
      headers: head.fields(forDecodedBytes: body.count), body: body, wireBytes: wire,
      duration: ContinuousClock.now - startedAt, remoteAddress: easy.string(CURLINFO_PRIMARY_IP))
  }
}

extension FetchURL.Refusal: CustomStringConvertible {
  var description: String {
    switch self {
    case .tooLong(let bytes): "a URL of \(bytes) bytes; at most \(FetchLimits.urlBytesMax) are taken"
    case .unreadable: "something that is no URL"
    case .scheme(let scheme): "a URL of the scheme \"\(scheme.prefix(20))\"; only http and https are asked"
    case .noHost: "a URL without a host"
    }
  }
}
