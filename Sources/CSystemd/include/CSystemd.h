// What Salient uses of libsystemd. sd_notify and sd_journal_sendv are plain functions; the header also
// defines sd_journal_sendv as a macro that adds the caller's source position, which Swift cannot see.
#pragma once
#include <sys/uio.h>
#include <systemd/sd-daemon.h>

/// Sends one entry to the journal: `count` fields of the form NAME=value.
int salient_journal_send(const struct iovec *fields, int count);
