/** For Commander, which needs it only to run subcommands that are programs of their own: 2 ms of start-up saved. */
exports.spawn = (...args) => require('child_process').spawn(...args);
