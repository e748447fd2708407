/// The elements that mean something in a feed, by what they mean and whatever their namespace.
enum FeedElement: UInt8 {
  /// Not known: ignored with all that is in it.
  case unknown
  /// Known to mean nothing by itself; what is in it is read.
  case wrapper
  // Structure.
  case rss, rdf, feed, channel, item, source, image, textInput, items
  // Persons.
  case author, managingEditor, webMaster, contributor, dcCreator, dcContributor, dcPublisher
  case itunesAuthor, itunesOwner, personName, personEmail, personURL
  // Texts.
  case title, dcTitle, mediaTitle, itunesTitle
  case description, subtitle, summary, abstract, dcDescription, itunesSummary, itunesSubtitle, mediaDescription
  case content, contentEncoded, body, fullItem, rights, info
  // Identity and links.
  case guid, id, link, origLink, comments, commentsFeed, commentsAPI, commentsCount, enclosure, license, docs, icon,
    logo
  case newLocation, anchor, url
  // Time.
  case published, issued, updated, created, expires, dcDate
  // Tags.
  case category, dcSubject, itunesCategory, itunesKeywords, mediaCategory
  // Facts of the feed.
  case generator, generatorAgent, language, ttl, skipHours, hour, skipDays, day, cloud, inputName, width, height
  case updatePeriod, updateFrequency, updateBase, complete, archive
  // Extensions.
  case itunesBlock, itunesExplicit, itunesDuration, itunesSeason, itunesEpisode, itunesEpisodeType, itunesImage
  case mediaGroup, mediaContent, mediaThumbnail, mediaCredit, mediaPlayer, mediaRating, mediaLicense, mediaRestriction
  case geoPoint, geoLatitude, geoLongitude, geoAltitude
  case georssPoint, georssLine, georssPolygon, georssBox, georssWhere
  case gmlPoint, gmlLine, gmlPolygon, gmlEnvelope, gmlPosition, gmlPositions, gmlLowerCorner, gmlUpperCorner
  case inReplyTo, chapters, chapter
}

/// The attributes that mean something.
enum FeedAttribute: UInt8 {
  case unknown
  case xmlBase, xmlLanguage, rdfAbout, rdfResource
  case href, rel, type, title, length, hreflang, mode, source, version, term, scheme, label, domain, isPermaLink, url,
    uri
  case text, port, path, registerProcedure, `protocol`, ref, base, lastmod, value
  case medium, width, height, duration, fileSize, role, relationship, start, image, dimension, name, count
}
