@org.jspecify.annotations.NullMarked
package byline.proofs;
