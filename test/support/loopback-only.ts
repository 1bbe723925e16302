import { guardLoopback } from "./loopback-guard.ts";

/** For `node --import`: the guard stands before the program's first line runs. */
guardLoopback();
