import Markup

/// Knows elements and attributes by namespace and name. Names of elements are compared without case: CDF writes them
/// in capitals, and generators disagree about `pubDate`.
enum FeedVocabulary {
  static func element(_ local: String, in namespace: FeedNamespace) -> FeedElement {
    let name = local.asciiLowercased
    switch namespace {
    case .core, .atom10, .atom03: return core[name] ?? .unknown
    case .rdf: return name == "rdf" ? .rdf : ["li", "seq", "bag", "alt"].contains(name) ? .wrapper : .unknown
    case .xhtml: return name == "body" || name == "div" ? .body : .unknown
    case .dublinCore: return dublinCore[name] ?? .unknown
    case .dublinCoreTerms: return dublinCoreTerms[name] ?? dublinCore[name] ?? .unknown
    case .content: return name == "encoded" ? .contentEncoded : .unknown
    case .itunes: return itunes[name] ?? .unknown
    case .media: return media[name] ?? .unknown
    case .georss: return georss[name] ?? .unknown
    case .gml: return gml[name] ?? .unknown
    case .geo: return geo[name] ?? .unknown
    case .syndication: return syndication[name] ?? .unknown
    case .wellFormedWeb: return name == "commentrss" ? .commentsFeed : name == "comment" ? .commentsAPI : .unknown
    case .slash: return name == "comments" ? .commentsCount : .unknown
    case .threading: return name == "in-reply-to" ? .inReplyTo : name == "total" ? .commentsCount : .unknown
    case .feedburner: return name == "origlink" ? .origLink : name == "browserfriendly" ? .info : .unknown
    case .creativeCommons: return name == "license" ? .license : .unknown
    case .podlove: return name == "chapters" ? .chapters : name == "chapter" ? .chapter : .unknown
    case .admin: return name == "generatoragent" ? .generatorAgent : .unknown
    case .history: return name == "complete" ? .complete : name == "archive" ? .archive : .unknown
    case .xml, .podcast, .unknown: return .unknown
    }
  }

  static func attribute(_ local: String, in namespace: FeedNamespace, hasNamespace: Bool) -> FeedAttribute {
    let name = local.asciiLowercased
    switch namespace {
    case .xml: return name == "base" ? .xmlBase : name == "lang" ? .xmlLanguage : .unknown
    case .rdf: return name == "about" ? .rdfAbout : name == "resource" ? .rdfResource : .unknown
    case .threading: return name == "count" ? .count : .unknown
    default: return hasNamespace && namespace == .unknown ? .unknown : attributes[name] ?? .unknown
    }
  }

  private static let core: [String: FeedElement] = [
    "rss": .rss, "feed": .feed, "channel": .channel, "item": .item, "entry": .item, "source": .source, "image": .image,
    "textinput": .textInput, "items": .items, "author": .author, "managingeditor": .managingEditor,
    "webmaster": .webMaster, "contributor": .contributor, "name": .personName, "email": .personEmail, "uri": .personURL,
    "homepage": .personURL, "title": .title, "description": .description, "subtitle": .subtitle, "tagline": .subtitle,
    "summary": .summary, "abstract": .abstract, "content": .content, "body": .body, "fullitem": .fullItem,
    "copyright": .rights, "rights": .rights, "info": .info, "guid": .guid, "id": .id, "link": .link,
    "comments": .comments, "enclosure": .enclosure, "license": .license, "docs": .docs, "icon": .icon, "logo": .logo,
    "newlocation": .newLocation, "a": .anchor, "url": .url, "pubdate": .published, "published": .published,
    "issued": .issued, "lastbuilddate": .updated, "updated": .updated, "modified": .updated, "created": .created,
    "expirationdate": .expires, "date": .dcDate, "category": .category, "keywords": .category, "generator": .generator,
    "language": .language, "ttl": .ttl, "skiphours": .skipHours, "hour": .hour, "skipdays": .skipDays, "day": .day,
    "cloud": .cloud, "width": .width, "height": .height, "redirect": .wrapper,
  ]

  private static let dublinCore: [String: FeedElement] = [
    "title": .dcTitle, "description": .dcDescription, "creator": .dcCreator, "author": .dcCreator,
    "contributor": .dcContributor, "publisher": .dcPublisher, "rights": .rights, "subject": .dcSubject,
    "language": .language, "date": .dcDate,
  ]

  private static let dublinCoreTerms: [String: FeedElement] = [
    "issued": .issued, "created": .created, "modified": .updated, "valid": .expires, "abstract": .dcDescription,
  ]

  private static let itunes: [String: FeedElement] = [
    "author": .itunesAuthor, "owner": .itunesOwner, "name": .personName, "email": .personEmail, "title": .itunesTitle,
    "summary": .itunesSummary, "description": .itunesSummary, "subtitle": .itunesSubtitle, "category": .itunesCategory,
    "keywords": .itunesKeywords, "block": .itunesBlock, "explicit": .itunesExplicit, "duration": .itunesDuration,
    "season": .itunesSeason, "episode": .itunesEpisode, "episodetype": .itunesEpisodeType, "image": .itunesImage,
    "link": .link, "new-feed-url": .newLocation,
  ]

  private static let media: [String: FeedElement] = [
    "group": .mediaGroup, "content": .mediaContent, "thumbnail": .mediaThumbnail, "credit": .mediaCredit,
    "player": .mediaPlayer, "rating": .mediaRating, "license": .mediaLicense, "restriction": .mediaRestriction,
    "category": .mediaCategory, "title": .mediaTitle, "description": .mediaDescription, "keywords": .itunesKeywords,
  ]

  private static let georss: [String: FeedElement] = [
    "point": .georssPoint, "line": .georssLine, "polygon": .georssPolygon, "box": .georssBox, "where": .georssWhere,
  ]

  private static let gml: [String: FeedElement] = [
    "point": .gmlPoint, "linestring": .gmlLine, "polygon": .gmlPolygon, "envelope": .gmlEnvelope, "pos": .gmlPosition,
    "poslist": .gmlPositions, "lowercorner": .gmlLowerCorner, "uppercorner": .gmlUpperCorner, "exterior": .wrapper,
    "linearring": .wrapper, "coordinates": .gmlPositions,
  ]

  private static let geo: [String: FeedElement] = [
    "point": .geoPoint, "lat": .geoLatitude, "long": .geoLongitude, "lon": .geoLongitude, "alt": .geoAltitude,
  ]

  private static let syndication: [String: FeedElement] = [
    "updateperiod": .updatePeriod, "updatefrequency": .updateFrequency, "updatebase": .updateBase,
  ]

  private static let attributes: [String: FeedAttribute] = [
    "href": .href, "rel": .rel, "type": .type, "title": .title, "length": .length, "hreflang": .hreflang, "mode": .mode,
    "src": .source, "source": .source, "version": .version, "term": .term, "scheme": .scheme, "label": .label,
    "domain": .domain, "ispermalink": .isPermaLink, "url": .url, "uri": .uri, "text": .text, "port": .port,
    "path": .path, "registerprocedure": .registerProcedure, "protocol": .protocol, "ref": .ref, "base": .base,
    "lastmod": .lastmod, "value": .value, "medium": .medium, "width": .width, "height": .height, "duration": .duration,
    "filesize": .fileSize, "role": .role, "relationship": .relationship, "start": .start, "image": .image,
    "srsdimension": .dimension, "dimension": .dimension, "name": .name,
  ]
}
