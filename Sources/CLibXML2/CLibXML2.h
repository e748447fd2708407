// The parts of libxml2 (2.9.14 or later of the 2.9 line) that Markup uses, and typed shims for what Swift cannot
// import: variadic callbacks and macros. No decisions are made here.
#ifndef SALIENT_CLIBXML2_H
#define SALIENT_CLIBXML2_H

#include <libxml/HTMLparser.h>
#include <libxml/HTMLtree.h>
#include <libxml/SAX2.h>
#include <libxml/encoding.h>
#include <libxml/entities.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlmemory.h>

#endif
