// The parts of libxml2 (2.9.14 or later of the 2.9 line) that Markup uses, and typed shims for what Swift cannot
// import: variadic callbacks and macros. No decisions are made here.
#ifndef SALIENT_CLIBXML2_H
#define SALIENT_CLIBXML2_H

#include <iconv.h>

// libxml2 built with ICU would bring ICU's own headers, which clash with those inside Swift's Foundation. Only the
// tail of the encoding handler's struct depends on it, and nothing here makes or reads one.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/HTMLparser.h>
#include <libxml/HTMLtree.h>
#include <libxml/SAX2.h>
#include <libxml/dict.h>
#include <libxml/encoding.h>
#include <libxml/entities.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlmemory.h>

#endif
