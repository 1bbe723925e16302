"use strict";
// Written so that even a very old Node can read it and say what to do.
var required = 24;
var found = process.versions.node;

if (Number(found.split(".")[0]) < required) {
  console.error(
    "Aftercare needs Node " +
      required +
      " and this is Node " +
      found +
      ": run `npm ci` once (it brings Node " +
      required +
      " along), then start by `npm start`, `npm run serve` or `npm test`; if it still says this, run `npm rebuild node`.",
  );
  process.exit(1);
}
