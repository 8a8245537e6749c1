'use strict';

// Stands in for Directus' tool box for extensions: the admin app hands its own copy to every screen at run time, and
// our build leaves the name as it is. Only the types below are needed here.
module.exports = {};
