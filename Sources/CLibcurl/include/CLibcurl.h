// libcurl for Swift: its setters are variadic C functions, which Swift cannot call, so each type of argument
// gets a function of its own. Nothing is decided here. The two Linux calls that drive the transfers are named
// too, since Glibc's module leaves them out.
#pragma once
#include <curl/curl.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

static const CURLversion salient_curl_version_now = CURLVERSION_NOW;

typedef size_t (*salient_curl_write)(char *bytes, size_t size, size_t count, void *owner);
typedef curl_socket_t (*salient_curl_open_socket)(void *owner, curlsocktype purpose, struct curl_sockaddr *address);
typedef int (*salient_curl_socket_changed)(CURL *easy, curl_socket_t socket, int what, void *owner, void *perSocket);
typedef int (*salient_curl_timer_changed)(CURLM *multi, long milliseconds, void *owner);

CURLcode salient_easy_set_long(CURL *easy, CURLoption option, long value);
CURLcode salient_easy_set_offset(CURL *easy, CURLoption option, curl_off_t value);
/// libcurl copies the string.
CURLcode salient_easy_set_string(CURL *easy, CURLoption option, const char *value);
/// For owners, lists and buffers: libcurl keeps the pointer.
CURLcode salient_easy_set_pointer(CURL *easy, CURLoption option, void *value);
CURLcode salient_easy_set_write(CURL *easy, CURLoption option, salient_curl_write function);
CURLcode salient_easy_set_open_socket(CURL *easy, salient_curl_open_socket function);

CURLcode salient_easy_get_long(CURL *easy, CURLINFO info, long *value);
CURLcode salient_easy_get_offset(CURL *easy, CURLINFO info, curl_off_t *value);
/// The string belongs to the handle and lasts until its next transfer.
CURLcode salient_easy_get_string(CURL *easy, CURLINFO info, const char **value);

CURLMcode salient_multi_set_long(CURLM *multi, CURLMoption option, long value);
CURLMcode salient_multi_set_callbacks(
    CURLM *multi, salient_curl_socket_changed socket, salient_curl_timer_changed timer, void *owner);

CURLSHcode salient_share_set(CURLSH *share, CURLSHoption option, long value);

/// The owner (CURLOPT_PRIVATE) of a finished transfer and its result, or NULL when no further one has finished.
void *salient_multi_take_finished(CURLM *multi, CURLcode *result);

/// Copies the IPv4 or IPv6 address that is about to be connected to; returns 4 or 16, or 0 for another family.
int salient_address_bytes(const struct curl_sockaddr *address, uint8_t bytes[16]);

/// Lets libcurl read the host names given by this thread as UTF-8, whatever the locale of the process is.
/// Returns 0 when the system has no such locale.
int salient_thread_speaks_utf8(void);
