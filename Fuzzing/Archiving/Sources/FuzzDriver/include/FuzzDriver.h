// Nothing is declared: the driver's one function is found by its name when the program is linked.
#pragma once
