// Prints one line that says why the program cannot start.
'use strict';
const path = require('path');

module.exports = (isSupported) => {
  const problem = isSupported
    ? 'is not built yet: run npm run build in ' + path.resolve(__dirname, '../..')
    : 'needs Node 22.22, 24.15, 26 or newer; this is ' + process.version + ' (' + process.execPath + ')';
  console.error('crm: ' + problem);
  process.exitCode = 1;
};
