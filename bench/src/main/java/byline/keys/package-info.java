/// Measurements that have to stand beside what they measure.
@org.jspecify.annotations.NullMarked
package byline.keys;
