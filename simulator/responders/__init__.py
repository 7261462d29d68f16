"""Who answers the VCA webhook."""
