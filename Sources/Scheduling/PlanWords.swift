extension Duration {
  /// `90 s`, `12 min`, `2.5 h`, `3 days`.
  var shortText: String {
    let seconds = inSeconds
    switch seconds {
    case ..<120: return "\(seconds.short) s"
    case ..<7200: return "\((seconds / 60).short) min"
    case ..<172_800: return "\((seconds / 3600).short) h"
    default: return "\((seconds / 86_400).short) days"
    }
  }
}

extension Double {
  /// At most one decimal place, none when it is zero.
  fileprivate var short: String {
    let tenths = Int64((self * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(abs(tenths % 10))"
  }

  /// A rate in items an hour, in the unit that reads best.
  var itemsText: String {
    if self >= 1 { return "\(short) items an hour" }
    if self * 24 >= 1 { return "\((self * 24).short) items a day" }
    return "\((self * 168).short) items a week"
  }
}
