/** Lua 5.1 computes `a % b` as below; fengari's way leaves a negative zero behind. To be imported before anything else of fengari. */
import limits from 'fengari/src/llimits.js';

limits.luai_nummod = (_L, a, b) => a - Math.floor(a / b) * b;
