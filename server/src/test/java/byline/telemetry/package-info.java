/// Telemetry over real HTTP, with the real store and the real control plane in a temporary folder.
@org.jspecify.annotations.NullMarked
package byline.telemetry;
