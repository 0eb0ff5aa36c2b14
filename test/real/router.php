<?php
// Serves WordPress with permalinks through PHP's own server, and lets the tests call its functions.
$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
$root = $_SERVER['DOCUMENT_ROOT'];
if ($path === '/call') {
    require $root . '/wp-load.php';
    require_once ABSPATH . 'wp-admin/includes/admin.php';
    [$function, $arguments] = json_decode(file_get_contents('php://input'), true);
    $result = $function(...$arguments);
    header('Content-Type: application/json');
    echo json_encode(is_wp_error($result) ? ['error' => $result->get_error_message()] : ['result' => $result]);
    return true;
}
if (is_file($root . $path)) return false;
$_SERVER['SCRIPT_NAME'] = '/index.php';
require $root . '/index.php';
