"""Side-by-side measurements: each one divides our cost by a yardstick's, in the same run on the same machine."""
