/// Names of time zones, by what they mean where two countries share one: as RFC 822 says, else as news feeds use them.
enum DateZones {
  /// - Returns: Seconds east of UTC.
  static func offset(of name: String) -> Int? { minutes[name].map { $0 * 60 } }

  private static let minutes: [String: Int] = [
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "uct": 0, "wet": 0, "zulu": 0,
    "nst": -210, "ndt": -150, "at": -240, "ast": -240, "adt": -180, "et": -300, "est": -300, "edt": -240, "ct": -360,
    "cst": -360, "cdt": -300, "mt": -420, "mst": -420, "mdt": -360, "pt": -480, "pst": -480, "pdt": -420, "akst": -540,
    "akdt": -480, "hst": -600, "brt": -180, "art": -180, "clt": -240, "cot": -300, "pet": -300,
    "bst": 60, "west": 60, "met": 60, "mez": 60, "cet": 60, "wat": 60, "mest": 120, "mesz": 120, "cest": 120,
    "cat": 120,
    "sast": 120, "eet": 120, "eest": 180, "idt": 180, "msk": 180, "msd": 240, "eat": 180, "trt": 180, "irst": 210,
    "irdt": 270, "gst": 240, "samt": 240, "azt": 240, "get": 240, "amt": 240, "aft": 270, "pkt": 300, "yekt": 300,
    "uzt": 300, "ist": 330, "npt": 345, "omst": 360, "mmt": 390, "novt": 420, "krat": 420, "ict": 420, "wib": 420,
    "hkt": 480, "sgt": 480, "pht": 480, "awst": 480, "irkt": 480, "jst": 540, "kst": 540, "yakt": 540, "acst": 570,
    "acdt": 630, "aest": 600, "vlat": 600, "aedt": 660, "magt": 660, "nzst": 720, "nzdt": 780,
  ]
}
