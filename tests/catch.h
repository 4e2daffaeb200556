// Catch2, whichever version the machine has: Debian 12 ships 2.13, later systems 3.
#pragma once

#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif
