"""Official documents 「公文」: incoming files read as text, outgoing ones drawn in GB/T 9704 layout, numbered, verifiable."""
