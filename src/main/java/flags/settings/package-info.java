/** The settings of runs and comparisons. */
package flags.settings;
