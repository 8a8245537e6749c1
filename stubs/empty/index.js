'use strict';

// Stands in for optional drivers this product never loads (see README, "What is left out of the install").
module.exports = {};
