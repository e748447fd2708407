#ifndef SALIENT_ALLOCATIONS_H
#define SALIENT_ALLOCATIONS_H

/// How many blocks of memory this process has asked for so far, on all its threads.
unsigned long allocationCount(void);

#endif
