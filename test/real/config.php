<?php
// Configuration of the WordPress that the tests run. The unpacked tree only leads here.
define('DB_NAME', 'wordpress');
define('DB_USER', 'root');
define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:' . getenv('WORDPRESS_SOCKET'));
define('DB_CHARSET', 'utf8mb4');
define('WP_HOME', getenv('WORDPRESS_URL'));
define('WP_SITEURL', getenv('WORDPRESS_URL'));
define('WPMU_PLUGIN_DIR', getenv('WORDPRESS_PLUGINS'));
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('DISABLE_WP_CRON', true);
define('AUTOMATIC_UPDATER_DISABLED', true);
foreach (['AUTH_KEY', 'SECURE_AUTH_KEY', 'LOGGED_IN_KEY', 'NONCE_KEY'] as $key) {
    define($key, $key);
    define(str_replace('KEY', 'SALT', $key), $key);
}
$table_prefix = 'wp_';
require_once ABSPATH . 'wp-settings.php';
