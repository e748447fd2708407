// Nothing is declared for Swift: the driver's functions are found by their names when a program is linked.
#pragma once
#include <stddef.h>
#include <stdint.h>
