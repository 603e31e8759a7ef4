package costperchange.ingest.focus;

import costperchange.calculator.charge.Charge;

/// One row of a bill, as a person finds it.
///
/// @param file as it was given
/// @param row where a person finds it: in a CSV the line on which it starts, counting the header; in Parquet
///     the row, counting from 1
/// @param resource FOCUS `ResourceId`; empty if the bill does not say
/// @param description FOCUS `ChargeDescription`; empty if the bill does not say
/// @param charge what the row says, with [Charge#rows] 1
public record Row(String file, long row, String resource, String description, Charge charge) {}
