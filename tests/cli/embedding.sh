#!/bin/sh
# The embedding example prints what its README promises.
"$1" | cmp - "$2/samples/embedding/expected.txt"
