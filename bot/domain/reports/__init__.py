"""What is reported upwards: periods, measures, units, targets, small numbers hidden."""
